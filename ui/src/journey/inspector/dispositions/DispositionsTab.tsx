import type { EditorProps } from '../editing';

export function DispositionsTab({ handoff }: EditorProps) {
  return <p>{handoff.key}</p>;
}
