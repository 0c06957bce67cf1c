import { ChevronDown } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { runJob } from '../../app/jobs';
import { say, sayTrouble } from '../../app/toasts';
import { bridge, type PackFormat } from '../../bridge';
import { Button } from '../../components/controls';
import { monthShort } from '../../components/format';

export const PACKS: { format: PackFormat; label: string; hint: string }[] = [
  { format: 'pdf', label: 'PDF', hint: 'to print and to keep' },
  { format: 'html', label: 'HTML', hint: 'one file, for a mail' },
  { format: 'pptx', label: 'Slides', hint: 'PPTX, the agenda’s pages' },
  { format: 'xlsx', label: 'Workbook', hint: 'XLSX, every table' },
  { format: 'csv', label: 'CSV', hint: 'every table, in a ZIP' },
];

/** Saves the month's pack and says where it is. */
export async function savePack(month: string, format: PackFormat): Promise<void> {
  try {
    const path = await runJob(
      'Making the pack',
      'pages',
      (onProgress) => bridge.packSave(month, format, onProgress),
      () => void bridge.packCancel(),
    );
    if (path !== null) say(`The pack of ${monthShort(month)} is in ${path}`);
  } catch (error) {
    sayTrouble(error);
  }
}

/** The pack in its forms, and the month's figures alone. */
export function PackMenu({ month, onFigures }: { month: string; onFigures: () => void }) {
  return (
    <MenuTrigger>
      <Button>
        Export pack <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className="menu" offset={6} placement="bottom end">
        <Menu
          className="menu__list"
          aria-label="Export pack"
          onAction={(id) => (id === 'figures' ? onFigures() : void savePack(month, id as PackFormat))}
        >
          {PACKS.map(({ format, label, hint }) => (
            <MenuItem key={format} id={format} textValue={label} className="menu__item">
              <span>{label}</span> <span className="t-3">{hint}</span>
            </MenuItem>
          ))}
          <MenuItem id="figures" textValue="Figures alone" className="menu__item">
            <span>Figures alone</span> <span className="t-3">CSV</span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
