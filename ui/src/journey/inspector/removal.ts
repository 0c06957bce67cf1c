import { useState } from 'react';
import { bridge, type Noun, trouble } from '../../bridge';
import { type Editing, useCommit } from './editing';

/** Takes something out with its name wherever that may be missing; where it may not, the rules say what has to change first. */
export function useRemoval(onEdit: Editing['onEdit']): {
  remove: (noun: Noun, key: string) => Promise<void>;
  why: string | null;
} {
  const [why, setWhy] = useState<string | null>(null);
  const { commit, refused } = useCommit(onEdit);
  const remove = async (noun: Noun, key: string) => {
    setWhy(null);
    try {
      await commit(await bridge.draftRemoval(noun, key));
    } catch (error) {
      setWhy(trouble(error).message);
    }
  };
  return { remove, why: why ?? refused };
}
