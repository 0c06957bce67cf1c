import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { choosingActor } from '../../app/ActingAs';
import { useActing } from '../../app/acting';
import { sayTrouble } from '../../app/toasts';
import { useWorkspace } from '../../app/workspace';
import { bridge, type Council } from '../../bridge';

/** What the council of a month has before it. */
export function useCouncil(month: string) {
  return useQuery({
    queryKey: ['council', month],
    queryFn: () => bridge.council(month),
    placeholderData: keepPreviousData,
  });
}

export interface CouncilDesk {
  /** As whom acts are written down; empty = nobody has said. */
  actor: string;
  name: string;
  /** True = the file is open for reading only. */
  locked: boolean;
  /** Signed: what belongs to the frozen month stays as it is. */
  signed: boolean;
  /** Does it under a name and shows what is then; false = it was refused, which has been said. */
  act: (doing: (actor: string) => Promise<unknown>, refused?: (error: unknown) => void) => Promise<boolean>;
}

/** The ways in which a council writes something down. Who acts is asked for where nobody has said. */
export function useCouncilDesk(council: Council): CouncilDesk {
  const client = useQueryClient();
  const { actor, name } = useActing();
  const locked = useWorkspace().read_only !== null;
  const act = useCallback<CouncilDesk['act']>(
    async (doing, refused = sayTrouble) => {
      if (actor === '') {
        choosingActor.set(true);
        return false;
      }
      try {
        await doing(actor);
        await Promise.all([
          client.invalidateQueries({ queryKey: ['council'] }),
          client.invalidateQueries({ queryKey: ['cadence'] }),
        ]);
        return true;
      } catch (error) {
        refused(error);
        return false;
      }
    },
    [actor, client],
  );
  return { actor, name, locked, signed: council.state === 'signed', act };
}
