import type { EditorProps } from '../editing';

export function RoutingTab({ handoff }: EditorProps) {
  return <p>{handoff.key}</p>;
}
