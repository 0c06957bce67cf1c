import { useQuery } from '@tanstack/react-query';
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { bridge, type Metric } from '../bridge';
import { LinkButton } from '../components/controls';
import css from './review.module.css';

/** The definition of a number, beside the number. */
export function HowComputed({ metric }: { metric: Metric }) {
  const { data } = useQuery({ queryKey: ['definitions'], queryFn: bridge.definitions });
  const definition = data?.find((one) => one.metric === metric);
  return (
    <DialogTrigger>
      <LinkButton>How is this computed?</LinkButton>
      <Popover className="float" placement="top end" offset={6}>
        <Dialog className={css.definition ?? ''}>
          <Heading slot="title" className="t-head">
            {definition?.name ?? 'No definition yet'}
          </Heading>
          {definition && <p className="t-small">{definition.formula}</p>}
          {definition && definition.remarks.length > 0 && (
            <ul className="t-small t-2">
              {definition.remarks.map((remark) => (
                <li key={remark}>{remark}</li>
              ))}
            </ul>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
