import './tokens.css';
import './base.css';

export { Button } from './Button';
export { CommandPalette } from './CommandPalette';
export { EmptyState } from './EmptyState';
export { ErrorNotice, type Notice } from './ErrorNotice';
export { Icon } from './Icon';
export { IconButton } from './IconButton';
export { Keys } from './Keys';
export { ContextMenu, Menu, type MenuItem } from './Menu';
export { Overlay } from './Overlay';
export { ShortcutsOverlay } from './ShortcutsOverlay';
export { Fill, Slot, type SlotName } from './Slot';
export { Tooltip } from './Tooltip';
