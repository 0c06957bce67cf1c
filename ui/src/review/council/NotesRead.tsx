import { Fragment, type ReactNode } from 'react';
import type { NoteBlock, NoteRun } from '../../bridge';
import css from './notes.module.css';

interface Props {
  blocks: NoteBlock[];
  /** Of the notes' own first heading, under what stands above them. */
  level: 3 | 4;
}

/** Notes as they were read from their Markdown: elements of ours, and texts. Nothing in them is markup any more. */
export function NotesRead({ blocks, level }: Props) {
  return <div className={css.read}>{pieces(blocks, level)}</div>;
}

function pieces(blocks: NoteBlock[], level: number): ReactNode {
  return blocks.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
    <Fragment key={at}>{piece(block, level)}</Fragment>
  ));
}

function piece(block: NoteBlock, level: number): ReactNode {
  switch (block.is) {
    case 'heading': {
      const Tag = `h${Math.min(6, level + block.level - 1)}` as 'h3' | 'h4' | 'h5' | 'h6';
      return (
        <Tag dir="auto" data-level={block.level}>
          {runs(block.runs)}
        </Tag>
      );
    }
    case 'paragraph':
      return <p dir="auto">{runs(block.runs)}</p>;
    case 'list': {
      const points = block.items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: points have no name but their place
        <li key={at}>{pieces(item, level)}</li>
      ));
      return block.first === null ? <ul>{points}</ul> : <ol start={block.first}>{points}</ol>;
    }
    case 'quote':
      return <blockquote>{pieces(block.blocks, level)}</blockquote>;
    case 'code':
      return <pre>{block.text}</pre>;
    case 'rule':
      return <hr />;
  }
}

function runs(said: NoteRun[]): ReactNode {
  return said.map((run, at) => {
    if (run.text === '\n') {
      // biome-ignore lint/suspicious/noArrayIndexKey: runs have no name but their place
      return <br key={at} />;
    }
    let text: ReactNode = run.text;
    if (run.code) text = <code>{text}</code>;
    if (run.emphasis) text = <em>{text}</em>;
    if (run.strong) text = <strong>{text}</strong>;
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no name but their place
    return <Fragment key={at}>{text}</Fragment>;
  });
}
