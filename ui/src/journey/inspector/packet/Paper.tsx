import { useState } from 'react';
import { say, sayTrouble } from '../../../app/toasts';
import { bridge, type HandoffPoint } from '../../../bridge';
import { LinkButton } from '../../../components/controls';
import { Section } from '../parts';
import { type PacketLine, packetMarkdown } from './packet';
import sheet from './packet.module.css';

interface Props {
  handoff: HandoffPoint;
  lines: readonly PacketLine[];
}

/** The packet on paper: as pages with nothing filled in, or copied as text. */
export function PaperActs({ handoff, lines }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await bridge.copyText(packetMarkdown(handoff, lines));
    setCopied(true);
  };
  const print = () =>
    bridge
      .packetPdf(handoff.key)
      .then((path) => path !== null && say(`The blank packet is in ${path}`))
      .catch(sayTrouble);
  return (
    <Section title="On paper">
      <p className={sheet.acts}>
        <LinkButton className="t-small" onPress={() => void print()}>
          Print it blank
        </LinkButton>
        <LinkButton className="t-small" onPress={() => void copy()}>
          {copied ? 'Copied as Markdown' : 'Copy as Markdown'}
        </LinkButton>
      </p>
    </Section>
  );
}
