import { edgeKey, nodeOf } from '@/document';
import { EmptyState } from '@/kit';
import { useText } from '@/lib/i18n';
import type { Designer } from '../designer';
import { EdgeInspector } from './EdgeInspector';
import { NodeInspector } from './NodeInspector';
import { SeveralInspector } from './SeveralInspector';
import { WorkflowInspector } from './WorkflowInspector';

/** All there is to say of what is chosen: a node, an edge, several; of the workflow itself when nothing is. */
export function Inspector({ designer }: { designer: Designer }) {
  const text = useText();
  const definition = designer.workflow.use((state) => state.definition);
  const chosen = designer.workflow.use((state) => state.chosen);
  if (definition === null) return <EmptyState icon="code" line={text('designer.mendText')} />;
  const [id] = chosen.nodes;
  const node = id === undefined ? undefined : nodeOf(definition, id);
  if (chosen.nodes.size > 1) return <SeveralInspector designer={designer} definition={definition} chosen={chosen.nodes} />;
  if (node !== undefined) return <NodeInspector key={node.id} designer={designer} definition={definition} node={node} />;
  const [edgeId] = chosen.edges;
  const edge = edgeId === undefined ? undefined : definition.edges.find((each) => edgeKey(each) === edgeId);
  if (edge !== undefined) return <EdgeInspector key={edgeId} designer={designer} definition={definition} edge={edge} />;
  return <WorkflowInspector designer={designer} definition={definition} />;
}
