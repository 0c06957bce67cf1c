import { useQuery } from '@tanstack/react-query';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { bridge } from '../../bridge';
import { monthShort } from '../../components/format';
import css from './publish.module.css';

interface Props {
  /** Ids of decisions. */
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** What the council decided that no version carries out yet: later reviews show its effect beside the version that did. */
export function CarriesOut({ chosen, onChange }: Props) {
  const { data } = useQuery({ queryKey: ['council', 'decisions'], queryFn: bridge.decisions });
  const waiting = (data ?? [])
    .filter(({ status, policy_version: shipped }) => status === 'decided' && shipped === null)
    .toSorted((a, b) => b.number - a.number);
  if (waiting.length === 0) return null;
  return (
    <CheckboxGroup className={css.carries} value={[...chosen]} onChange={onChange}>
      <Label className="field__label">Carries out what the council decided</Label>
      {waiting.map(({ id, number, text, handoff, made_in: month }) => (
        <Checkbox key={id} value={id} className="tick">
          <i aria-hidden />
          <span>
            <b className="handoff__key">D-{number}</b> {text}{' '}
            <span className="t-3 num">
              {handoff !== null && `${handoff}, `}
              {monthShort(month)}
            </span>
          </span>
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
