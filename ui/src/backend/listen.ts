import { isInWindow } from './ask';

type Stop = () => void;

/**
 * Listens to an event of the core until the returned function is called, which may be at once.
 * In a plain browser the events come as server-sent events from `/events/NAME` of the same origin.
 */
export function listen<Payload>(event: string, onEvent: (payload: Payload) => void): Stop {
  return isInWindow() ? listenInWindow(event, onEvent) : listenByHttp(event, onEvent);
}

function listenInWindow<Payload>(event: string, onEvent: (payload: Payload) => void): Stop {
  let stopped = false;
  let unlisten: Stop | undefined;
  void import('@tauri-apps/api/event')
    .then((tauri) => tauri.listen<Payload>(event, ({ payload }) => { if (!stopped) onEvent(payload); }))
    .then((stop) => {
      if (stopped) stop();
      else unlisten = stop;
    });
  return () => {
    stopped = true;
    unlisten?.();
  };
}

function listenByHttp<Payload>(event: string, onEvent: (payload: Payload) => void): Stop {
  if (typeof EventSource === 'undefined') return () => undefined;
  const source = new EventSource(`/events/${encodeURIComponent(event)}`);
  source.onmessage = ({ data }) => onEvent(JSON.parse(String(data)) as Payload);
  return () => source.close();
}
