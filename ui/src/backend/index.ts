export { ask, isInWindow, send, type AskName, type ResponseOf } from './ask';
export { fileChooser } from './choose-file';
export { AskError, toAskError, type Refusal } from './error';
export { listen } from './listen';
export { useSession, type Person, type RuntimeState } from './session';
export { useAsk, type Answer } from './use-ask';
export { useRuntimeStart } from './use-runtime-start';
