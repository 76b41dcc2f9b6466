import { useState } from 'react';
import { isNumberRecord, recall, remember } from '@/lib/storage';
import type { Column } from './VirtualTable';

const NARROWEST = 40;

export interface ColumnWidths<Row> {
  of: (column: Column<Row>) => number;
  set: (column: Column<Row>, width: number) => void;
  reset: (column: Column<Row>) => void;
}

/** How wide each column is, remembered by its id. */
export function useColumnWidths<Row>(storageKey: string | undefined): ColumnWidths<Row> {
  const key = `columns.${storageKey ?? ''}`;
  const [widths, setWidths] = useState<Record<string, number>>(() =>
    storageKey === undefined ? {} : recall(key, {}, isNumberRecord));
  const put = (next: Record<string, number>) => {
    setWidths(next);
    if (storageKey !== undefined) remember(key, next);
  };
  return {
    of: (column) => widths[column.id] ?? column.width,
    set: (column, width) => put({ ...widths, [column.id]: Math.max(NARROWEST, Math.round(width)) }),
    reset: (column) => put({ ...widths, [column.id]: column.width }),
  };
}

interface SortChoice {
  id: string;
  descending: boolean;
}

export interface Sort<Row> {
  column: Column<Row> | null;
  descending: boolean;
  /** Up, then down, then as given. */
  toggle: (column: Column<Row>) => void;
}

export function useSort<Row>(columns: readonly Column<Row>[], storageKey: string | undefined): Sort<Row> {
  const key = `sort.${storageKey ?? ''}`;
  const [choice, setChoice] = useState<SortChoice | null>(() =>
    storageKey === undefined ? null : recall(key, null, isChoice));
  const column = columns.find(({ id, value }) => id === choice?.id && value !== undefined) ?? null;
  return {
    column,
    descending: choice?.descending ?? false,
    toggle: ({ id }) => {
      const next = choice?.id !== id ? { id, descending: false } : choice.descending ? null : { id, descending: true };
      setChoice(next);
      if (storageKey !== undefined) remember(key, next);
    },
  };
}

function isChoice(value: unknown): value is SortChoice | null {
  return value === null || (typeof value === 'object' && 'id' in value && 'descending' in value);
}
