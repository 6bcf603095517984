import messages from 'i18n:panel';

mw.messages.set( messages );

export { explainHeldSave } from './ui/heldSave';
export { logOut } from './ui/logOut';
export { tellBack, tellLost } from './ui/notices';
