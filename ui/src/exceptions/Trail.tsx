import { useQuery } from '@tanstack/react-query';
import { Download, RefreshCw } from 'lucide-react';
import { say, sayTrouble } from '../app/toasts';
import { type AuditListed, type AuditState, bridge, type Policy } from '../bridge';
import { Button, Tip } from '../components/controls';
import { dateTimeHere } from '../components/format';
import { StatusMark } from '../components/StatusMark';
import css from './exceptions.module.css';
import { chainWords, deedWords, namesOf, saidWords, shortHash } from './words';

/** What was done, by whom and when; the newest last, as the chain has it. */
export function Entries({ history, policy }: { history: readonly AuditListed[]; policy: Policy | undefined }) {
  const names = namesOf(policy);
  return (
    <ol className={`${css.trail} t-small num`}>
      {history.map(({ entry, hash }) => {
        const said = saidWords(entry);
        return (
          <li key={entry.number}>
            <time>{dateTimeHere(entry.at)}</time>
            <span>
              {deedWords(entry, policy)}
              {entry.actor !== '' && `, ${names.person(entry.actor)}`}
              {said !== null && <q>{said}</q>}
            </span>
            <code title={hash}>{shortHash(hash)}</code>
          </li>
        );
      })}
    </ol>
  );
}

/** Whether the whole trail still is as it was written. */
export function ChainState({ audit }: { audit: AuditState }) {
  const broken = audit.broken !== null;
  return (
    <span className={`state t-small num ${broken ? 'is-breach' : 'is-met'}`}>
      <StatusMark status={broken ? 'breach' : 'met'} /> {chainWords(audit)}
    </span>
  );
}

interface Props {
  history: readonly AuditListed[];
  audit: AuditState;
  policy: Policy | undefined;
}

export function Trail({ history, audit, policy }: Props) {
  const again = useQuery({ queryKey: ['audit-verify'], queryFn: () => bridge.auditVerify(), enabled: false });
  const state = again.data ?? audit;
  const exportTrail = () =>
    bridge
      .auditExport()
      .then((path) => path !== null && say(`The audit trail is saved to ${path}, with how to check it`))
      .catch(sayTrouble);
  const verify = () =>
    void again.refetch().then(({ data, error }) => (error ? sayTrouble(error) : data && say(chainWords(data))));
  return (
    <>
      <div className={css.chain}>
        <ChainState audit={state} />
        <span className={css.gap} />
        <Tip text="Goes through every entry again, from the first.">
          <Button kind="quiet" small onPress={verify} isDisabled={again.isFetching}>
            <RefreshCw size={14} aria-hidden /> Verify
          </Button>
        </Tip>
        <Button kind="quiet" small onPress={exportTrail}>
          <Download size={14} aria-hidden /> Export
        </Button>
      </div>
      {state.broken !== null && (
        <p className="t-small t-2">
          Somebody changed the file outside Baton, or it is damaged. What comes before that entry still holds; compare
          with an export or a backup from before.
        </p>
      )}
      <Entries history={history} policy={policy} />
      <p className="t-small t-3">
        Each entry carries the hash of the one before it, so that a later change shows. Roles in a file guide people and
        do not protect the file: whoever can open it can act under any name. Keep the last hash elsewhere to compare:{' '}
        <code className={css.hash}>{state.head}</code>
      </p>
    </>
  );
}
