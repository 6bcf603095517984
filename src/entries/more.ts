import messages from 'i18n:more';
import { addMessages } from '../ui/messages';

addMessages( messages );

export { checkTokenForOthers } from '../api/checkTokenForOthers';
export { fetchTranslation } from '../api/translation';
export { renewTokens } from '../guard/renewTokens';
export { tooltip } from '../ui/describe';
export { waitForUser } from '../ui/held';
export { logOut } from '../ui/logOut';
export { tellBack, tellLost } from '../ui/notices';
