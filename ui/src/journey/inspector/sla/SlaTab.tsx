import type { EditorProps } from '../editing';

export function SlaTab({ handoff }: EditorProps) {
  return <p>{handoff.key}</p>;
}
