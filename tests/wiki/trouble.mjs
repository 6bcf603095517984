// What goes wrong is told in one way, whichever command it happens to.
export { Trouble, command } from '../../deploy/trouble.mjs';
