import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { bridge } from '../bridge';
import { Field, Button as Push } from '../components/controls';
import { personWithRoles, useActing } from './acting';
import { store, useStore } from './store';

/** Open from elsewhere: where an act waits for a name. */
export const choosingActor = store(false);

/** Who acts, at the end of the status bar: one of the policy's people, or a name where it has none. */
export function ActingAs() {
  const { actor, people, choose } = useActing();
  const { data: policy } = useQuery({ queryKey: ['policy'], queryFn: () => bridge.policy() });
  const open = useStore(choosingActor);
  const [name, setName] = useState(actor);
  const now = people.find(({ key }) => key === actor);
  const said = now ? personWithRoles(policy, now) : actor;
  const pick = (next: string) => {
    choose(next);
    choosingActor.set(false);
  };
  return (
    <DialogTrigger isOpen={open} onOpenChange={(next) => choosingActor.set(next)}>
      <Button className="status__act">{said === '' ? 'Say who acts' : `acting as ${said}`}</Button>
      <Popover className="menu" placement="top end" offset={6}>
        <Dialog className="sheet__in acting" aria-label="Who acts">
          {people.length > 0 ? (
            <ListBox
              aria-label="People of the policy"
              className="menu__list"
              selectionMode="single"
              autoFocus="first"
              selectedKeys={actor === '' ? [] : [actor]}
              onSelectionChange={(keys) => {
                const [next] = keys === 'all' ? [] : keys;
                if (next === undefined) choosingActor.set(false);
                else pick(String(next));
              }}
              items={people}
            >
              {(person) => (
                <ListBoxItem id={person.key} textValue={person.name} className="menu__item">
                  {personWithRoles(policy, person)}
                </ListBoxItem>
              )}
            </ListBox>
          ) : (
            <div className="acting__name">
              <Field
                label="Your name"
                note="The policy names nobody: what you do is written down under this name."
                value={name}
                onChange={setName}
                onEnter={() => pick(name.trim())}
                autoFocus
              />
              <Push kind="primary" small onPress={() => pick(name.trim())}>
                Act as {name.trim() || 'nobody'}
              </Push>
            </div>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
