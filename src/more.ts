import messages from 'i18n:more';
import { addMessages } from './ui/messages';

addMessages( messages );

export { checkTokenForOthers as checkToken } from './api/checkTokenForOthers';
export { fetchTranslation as translate } from './api/translation';
export { explainHeldSave as explain } from './guard/heldSave';
export { renewTokens } from './guard/renewTokens';
export { describeWithAge as describe } from './ui/describe';
export { logOut } from './ui/logOut';
export { tellBack, tellLost } from './ui/notices';
