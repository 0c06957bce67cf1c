import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { say, sayTrouble } from '../../app/toasts';
import { bridge, type RuleProposal } from '../../bridge';
import { Button } from '../../components/controls';
import { Sentence } from '../../components/Sentence';
import css from './council.module.css';

interface Props {
  proposal: RuleProposal;
  /** Where it is looked at. */
  handoff: string;
  /** The month is signed: what was proposed is read, not taken up. */
  locked?: boolean;
}

/** A change of the policy that the data suggests; it opens as a draft, and a person decides. */
export function Proposed({ proposal, handoff, locked = false }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const draft = async () => {
    setBusy(true);
    try {
      const now = await bridge.draft();
      client.setQueryData(['draft'], await bridge.draftEdit(proposal.operation, now.revision));
      say('It stands in the draft, not published: look at it, or take it back with undo');
      await navigate({ to: '/journey', search: { handoff } });
    } catch (error) {
      sayTrouble(error);
      setBusy(false);
    }
  };
  return (
    <div className={css.proposal}>
      <p>
        <Sentence words={proposal.sentence} />
      </p>
      {!locked && (
        <Button small isDisabled={busy} onPress={() => void draft()}>
          Open as a draft
        </Button>
      )}
    </div>
  );
}
