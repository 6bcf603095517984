import type { SessionGuard } from '../session-guard';
import { start } from './start';

/** ResourceLoader's, for who requires `ext.gadget.SessionGuard`. */
declare const module: { exports: SessionGuard };

module.exports = start();
