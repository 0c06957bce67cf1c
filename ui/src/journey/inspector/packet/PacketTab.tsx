import type { EditorProps } from '../editing';

export function PacketTab({ handoff }: EditorProps) {
  return <p>{handoff.key}</p>;
}
