import { Dialog, Heading, Modal, ModalOverlay, Switch } from 'react-aria-components';
import { Keycaps } from '../components/controls';
import { type Command, isPossible, keyCaps, useAllCommands, usePlainKeys } from './commands';
import { closeOverlay, overlay } from './overlays';
import { useStore } from './store';

/** Commands with keys, by group, as they are possible now. */
export function keyGroups(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    if ((command.keys ?? []).length === 0 || !isPossible(command)) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups];
}

/** `?`: every key that does something here. */
export function KeySheet() {
  const open = useStore(overlay) === 'keys';
  const commands = useAllCommands();
  const [plain, setPlain] = usePlainKeys();
  return (
    <ModalOverlay className="scrim" isOpen={open} onOpenChange={(now) => !now && closeOverlay()} isDismissable>
      <Modal className="sheet">
        <Dialog className="sheet__in" aria-label="Keys">
          <div className="sheet__head">
            <Heading slot="title" className="t-panel">
              Keys
            </Heading>
            <Switch className="switch t-small" isSelected={plain} onChange={setPlain}>
              <i aria-hidden />
              Keys without Ctrl
            </Switch>
          </div>
          <div className="sheet__cols">
            {keyGroups(commands).map(([group, members]) => (
              <section key={group}>
                <h3 className="t-micro t-3">{group}</h3>
                <dl>
                  {members.map((command) => (
                    <div key={command.id}>
                      <dt>{command.label}</dt>
                      <dd>
                        <Keycaps caps={keyCaps(command.keys?.[0] ?? '')} />
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
