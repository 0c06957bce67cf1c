import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { bridge, type HandoffPoint } from '../../../bridge';
import { LinkButton } from '../../../components/controls';
import { Section } from '../parts';
import { kindWords, type PacketLine, packetMarkdown } from './packet';
import sheet from './packet.module.css';

interface Props {
  handoff: HandoffPoint;
  lines: readonly PacketLine[];
}

/** The packet on paper: printed with nothing filled in, or copied as text. */
export function PaperActs({ handoff, lines }: Props) {
  const [printing, setPrinting] = useState(false);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await bridge.copyText(packetMarkdown(handoff, lines));
    setCopied(true);
  };
  return (
    <Section title="On paper">
      <p className={sheet.acts}>
        <LinkButton className="t-small" onPress={() => setPrinting(true)}>
          Print it blank
        </LinkButton>
        <LinkButton className="t-small" onPress={() => void copy()}>
          {copied ? 'Copied as Markdown' : 'Copy as Markdown'}
        </LinkButton>
      </p>
      {printing && <Paper handoff={handoff} lines={lines} onPrinted={() => setPrinting(false)} />}
    </Section>
  );
}

/** Stands outside the window's frame for as long as it is printed; paper is white, so the light theme holds meanwhile. */
function Paper({ handoff, lines, onPrinted }: Props & { onPrinted: () => void }) {
  useEffect(() => {
    const { dataset } = document.documentElement;
    const theme = dataset.theme ?? 'light';
    dataset.theme = 'light';
    window.print();
    dataset.theme = theme;
    onPrinted();
  }, [onPrinted]);
  return createPortal(
    <section className={`packet-paper ${sheet.paper}`} aria-label="The packet on paper">
      <h1>
        {handoff.key} {handoff.name}
      </h1>
      <p>
        {handoff.sender} → {handoff.receiver}. Record ________________ Date ____________ By ________________
      </p>
      <table>
        <thead>
          <tr>
            <th>Field</th>
            <th>Entry</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ field, known, name }) => (
            <tr key={field.field}>
              <td>
                <b>{name}</b>
                {field.required ? '' : ' (optional)'}
                <br />
                <small>{[kindWords(known), field.help].filter(Boolean).join('. ')}</small>
              </td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>,
    document.body,
  );
}
