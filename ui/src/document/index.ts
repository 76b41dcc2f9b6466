export { contentOf } from './content';
export { differenceBetween, same } from './difference';
export { applyEdit, applyEdits, edgeKey, headerOf, sameEdge } from './edits';
export { ASSUMED_SECONDS, estimateOf, p95Seconds, plannedSeconds, seconds, settingsChain } from './estimate';
export { inlined } from './inlined';
export { setHeading, useHeading, type Heading } from './heading';
export {
  edgesByNode, freeId, groupsAround, labelOf, membersByGroup, nodeOf, nodePlaces, ownSystem, slug, systemOf, withMembers,
} from './lookup';
export {
  adopt, besidePath, bringToFront, closeWorkflow, createWorkflow, currentWorkflow, openWorkflow, useCurrentWorkflow, useOpenWorkflows,
} from './open';
export {
  addVerbs, isSavedAs, moveVerb, NO_SCENARIO, redoVerbs, removeVerb, replaceVerb, scenarioOf, setVerbs, takeInHand, undoVerbs, useScenario, useScenarios,
} from './scenario';
export { NOTHING_CHOSEN, Workflow, type Chosen, type EditOptions, type WorkflowState } from './workflow';
export { nextToken } from './token';
export { FEW_SAMPLES, LARGE_NIGHT, useDiff, useForecast, usePlan, useProgress, type Report } from './use-reports';
