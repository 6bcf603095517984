import messages from 'i18n:more';
import { addMessages } from './ui/messages';

addMessages( messages );

export { fetchTranslation } from './api/translation';
export { explainHeldSave } from './guard/heldSave';
export { renewTokens } from './guard/renewTokens';
export { describeWithAge } from './ui/describe';
export { logOut } from './ui/logOut';
export { tellBack, tellLost } from './ui/notices';
