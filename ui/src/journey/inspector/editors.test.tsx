// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { HandoffPoint, Operation } from '../../bridge';
import { JOURNEY } from '../../bridge/fake/journey';
import { foresee } from '../../bridge/operations';
import { BasicsTab } from './basics/BasicsTab';
import { DispositionsTab } from './dispositions/DispositionsTab';
import type { EditorProps } from './editing';
import { MoreTab } from './more/MoreTab';
import { TeamInspector } from './TeamInspector';

afterEach(cleanup);

/** What the editors send is what the draft can take: one act is one operation, and names a part that is there. */

const REFUSAL = { code: 'invalid', message: 'The handoff point "H2" cannot have this.', details: null };
const handoff = JOURNEY.handoffs.find(({ key }) => key === 'H2') as HandoffPoint;

function show(Editor: ComponentType<EditorProps>, refuse = false): Operation[] {
  const sent: Operation[] = [];
  const onEdit: EditorProps['onEdit'] = async (operation, refused) => {
    sent.push(operation);
    if (!refuse) return operation;
    refused(REFUSAL);
    return null;
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Editor policy={JOURNEY} handoff={handoff} locked={false} onEdit={onEdit} />
    </QueryClientProvider>,
  );
  return sent;
}

/** Opens everything that can be edited. */
function editAll() {
  for (const button of screen.getAllByRole('button', { name: /^Edit / })) fireEvent.click(button);
}

async function type(box: HTMLElement, text: string) {
  await act(async () => {
    box.focus();
    fireEvent.change(box, { target: { value: text } });
    fireEvent.keyDown(box, { key: 'Enter' });
    box.blur();
  });
}

function valueAt(policy: object, operation: Operation): unknown {
  if (operation.op !== 'set') return undefined;
  const list = Object.values(policy).find(
    (one) => Array.isArray(one) && one.some((entry) => entry.key === operation.key),
  );
  const entry = (list as { key: string }[]).find(({ key }) => key === operation.key);
  return operation.field.split('/').reduce<unknown>((part, step) => (part as Record<string, unknown>)[step], entry);
}

const TABS: [string, ComponentType<EditorProps>][] = [
  ['basics', BasicsTab],
  ['measures, risk and notes', MoreTab],
  ['dispositions', DispositionsTab],
  [
    'a team',
    ({ handoff: _, ...editing }) => (
      <TeamInspector team={JOURNEY.teams[2] as never} problems={[]} onClose={() => {}} {...editing} />
    ),
  ],
];

describe.each(TABS)('%s', (_, Editor) => {
  it('every text and tick sends one operation that the draft takes, and that says what was typed', async () => {
    const sent = show(Editor);
    editAll();
    const boxes = screen.queryAllByRole('textbox');
    expect(boxes.length).toBeGreaterThan(0);
    for (const [at, box] of boxes.entries()) {
      const before = sent.length;
      await type(box, `2027-01-${String(10 + at)}`);
      await type(box, `${20 + at}`);
      const made = sent.slice(before);
      expect([1, 2], box.getAttribute('aria-label') ?? box.id).toContain(made.length);
    }
    for (const tick of screen.queryAllByRole('checkbox')) await act(async () => fireEvent.click(tick));
    for (const operation of sent) {
      const next = foresee(JOURNEY, operation);
      expect(next, JSON.stringify(operation)).not.toBeNull();
      if (operation.op === 'set') expect(valueAt(next as object, operation)).toEqual(operation.value);
    }
  });
});

describe('an edit that is refused', () => {
  it('is said where it was made, in the backend’s sentence', async () => {
    show(BasicsTab, true);
    editAll();
    await type(screen.getByRole('textbox', { name: /^Sender/ }), 'OPS2');
    const said = screen.getByRole('alert');
    expect(said.textContent).toBe('The handoff point "H2" cannot have this. Nothing was changed.');
    expect(said.closest('section')?.textContent).toContain('From and to');
  });

  it('is not sent at all where the field itself can tell', async () => {
    const sent = show(BasicsTab);
    editAll();
    await type(screen.getByRole('textbox', { name: /^Name/ }), ' ');
    screen.getByText('It needs a name: records find it by this.');
    await type(screen.getByRole('textbox', { name: /^Name/ }), JOURNEY.handoffs[0]?.name ?? '');
    screen.getByText(/^H1 has this name already/);
    expect(sent).toEqual([]);
  });

  it('leaves nothing to be sent by Escape', async () => {
    const sent = show(BasicsTab);
    editAll();
    const box = screen.getByRole('textbox', { name: /^Sender/ }) as HTMLInputElement;
    await act(async () => {
      box.focus();
      fireEvent.change(box, { target: { value: 'X' } });
      fireEvent.keyDown(box, { key: 'Escape' });
    });
    await act(async () => box.blur());
    expect(box.value).toBe('OPS');
    expect(sent).toEqual([]);
  });
});

it('a new role and the handoff that it answers for are one act', async () => {
  const sent = show(BasicsTab);
  editAll();
  await type(screen.getByRole('textbox', { name: /^Or a role/ }), 'Routing Lead');
  expect(sent).toEqual([
    {
      op: 'several',
      operations: [
        {
          op: 'insert',
          at: JOURNEY.roles.length,
          noun: 'role',
          entry: { key: 'routing_lead', name: 'Routing Lead', team: null, reports_to: null },
        },
        { op: 'set', noun: 'handoff', key: 'H2', field: 'accountable_roles', value: ['routing_lead'] },
      ],
    },
  ]);
  cleanup();
});
