import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { DayTimeField, DurationField, NumberField, SelectField, TextField } from '.';

it('makes one edit of a whole word typed, on leaving the field', async () => {
  const onChange = vi.fn();
  render(<TextField label="Name" value="a" onChange={onChange} />);
  await userEvent.type(screen.getByLabelText('Name'), 'bcd');
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.tab();
  expect(onChange.mock.calls).toEqual([['bcd']]);
});

it('puts the value back on Escape', async () => {
  const onChange = vi.fn();
  render(<TextField label="Name" value="a" onChange={onChange} />);
  await userEvent.type(screen.getByLabelText('Name'), 'xyz{Escape}');
  await userEvent.tab();
  expect(onChange).not.toHaveBeenCalled();
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('a');
});

it('reads a duration with units and refuses one without, with the reason', async () => {
  const onChange = vi.fn();
  render(<DurationField label="Duration" value="20m" onChange={onChange} />);
  const input = screen.getByLabelText<HTMLInputElement>('Duration');
  expect(input.value).toBe('20 min');
  await userEvent.clear(input);
  await userEvent.type(input, '90{Enter}');
  expect(onChange).not.toHaveBeenCalled();
  expect(input.getAttribute('aria-invalid')).toBe('true');
  await userEvent.type(input, ' min{Enter}');
  expect(onChange.mock.calls).toEqual([['1h30m']]);
});

it('wants the day of a time, even of one that came without', async () => {
  const onChange = vi.fn();
  render(<DayTimeField label="Deadline" value="05:00" onChange={onChange} />);
  expect(screen.getByText(/Say which day/)).toBeTruthy();
  await userEvent.clear(screen.getByLabelText('Deadline'));
  await userEvent.type(screen.getByLabelText('Deadline'), '5:30+1{Enter}');
  expect(onChange.mock.calls).toEqual([['05:30+1']]);
});

it('holds numbers to their limits and lets them be empty', async () => {
  const onChange = vi.fn();
  render(<NumberField label="Units" value={4} onChange={onChange} min={1} whole />);
  const input = screen.getByLabelText('Units');
  await userEvent.clear(input);
  await userEvent.type(input, '0{Enter}');
  expect(screen.getByText('Not below 1.')).toBeTruthy();
  await userEvent.clear(input);
  await userEvent.type(input, '{Enter}');
  expect(onChange.mock.calls).toEqual([[null]]);
});

it('chooses among options by their value', async () => {
  const onChange = vi.fn();
  render(<SelectField label="System" value={null} onChange={onChange} options={[{ value: 'core', label: 'Core' }, { value: 'gl', label: 'Ledger' }]} />);
  await userEvent.selectOptions(screen.getByLabelText('System'), 'Ledger');
  expect(onChange).toHaveBeenCalledWith('gl');
});
