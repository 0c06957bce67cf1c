import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Policy } from '../../bridge';
import { Button } from '../../components/controls';
import type { Asking } from './Outline';
import css from './outline.module.css';
import { NOBODY, type OutlineRow } from './rows';

interface Props {
  policy: Policy;
  row: OutlineRow | undefined;
  locked: boolean;
  asking: Asking;
  onAsk: (asking: Asking) => void;
  onAdd: (what: 'team' | 'stage' | 'handoff') => void;
  onRename: () => void;
  onMove: (by: 1 | -1) => void;
  onGive: (team: string) => void;
  onLead: (stage: string) => void;
  onBegin: (stage: string) => void;
  onRemove: () => void;
}

/** What can be done with the row that has the keys. */
export function OutlineActs(props: Props) {
  const { policy, row, locked, asking, onAsk } = props;
  const noun = row?.item.noun;
  const idle = locked || row === undefined || row.item.key === NOBODY;
  const teams = policy.teams.map(({ key, name }) => ({ id: key, label: name }));
  const stages = policy.stages
    .filter(({ key }) => noun !== 'stage' || key !== row?.item.key)
    .map(({ key, name, team }) => ({
      id: key,
      label: name,
      hint: policy.teams.find((one) => one.key === team)?.short ?? '',
    }));
  const noStage = { id: '', label: 'No stage', hint: '' };
  return (
    <div className={css.acts} role="toolbar" aria-label="Outline">
      <Choice
        label="Add"
        isDisabled={locked}
        options={[
          { id: 'team', label: 'Team' },
          { id: 'stage', label: 'Stage' },
          { id: 'handoff', label: 'Handoff point' },
        ]}
        onPick={(what) => props.onAdd(what as 'team' | 'stage' | 'handoff')}
      />
      <Button kind="quiet" small isDisabled={idle} onPress={props.onRename}>
        Rename
      </Button>
      <Button kind="quiet" small icon aria-label="Move up" isDisabled={idle} onPress={() => props.onMove(-1)}>
        <ArrowUp size={14} aria-hidden />
      </Button>
      <Button kind="quiet" small icon aria-label="Move down" isDisabled={idle} onPress={() => props.onMove(1)}>
        <ArrowDown size={14} aria-hidden />
      </Button>
      <Choice
        label={noun === 'handoff' ? 'Sent by' : 'Give to'}
        isDisabled={idle || noun === 'team'}
        open={asking === 'team'}
        onOpen={(open) => onAsk(open ? 'team' : null)}
        options={teams}
        onPick={props.onGive}
      />
      {noun === 'handoff' && (
        <Choice label="Begins at" isDisabled={idle} options={[noStage, ...stages]} onPick={props.onBegin} />
      )}
      <Choice
        label={noun === 'handoff' ? 'Ends at' : 'Hand over to'}
        isDisabled={idle || noun === 'team'}
        open={asking === 'to'}
        onOpen={(open) => onAsk(open ? 'to' : null)}
        options={noun === 'handoff' ? [noStage, ...stages] : stages}
        onPick={props.onLead}
      />
      <Button kind="quiet" small isDisabled={idle} onPress={props.onRemove}>
        Remove
      </Button>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  isDisabled: boolean;
  options: readonly { id: string; label: string; hint?: string }[];
  onPick: (id: string) => void;
  open?: boolean;
  onOpen?: (open: boolean) => void;
}

function Choice({ label, isDisabled, options, onPick, open, onOpen }: ChoiceProps) {
  return (
    <MenuTrigger {...(onOpen && { isOpen: (open ?? false) && !isDisabled, onOpenChange: onOpen })}>
      <Button kind="quiet" small isDisabled={isDisabled}>
        {label} <ChevronDown size={12} aria-hidden />
      </Button>
      <Popover className="menu" offset={4} placement="bottom start">
        <Menu className="menu__list" onAction={(id) => onPick(String(id))}>
          {options.map((option) => (
            <MenuItem key={option.id} id={option.id} textValue={option.label} className="menu__item">
              <span>{option.label}</span>
              {option.hint && <span className="t-3">{option.hint}</span>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
