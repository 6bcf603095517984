/**
 * The people of the test wiki. Their passwords are no secret: the wiki listens on this machine
 * only, and holds nothing.
 */
export const ADMIN = { name: 'Admin', password: 'interface-admin-1' };
export const ALICE = { name: 'Alice', password: 'looking-glass-1' };
export const BOB = { name: 'Bob', password: 'carpenter-walrus-1' };
