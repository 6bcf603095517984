import messages from 'i18n:more';
import { addMessages } from '../ui/messages';

addMessages( messages );

export { checkToken } from '../api/checkToken';
export { checkTokenForOthers } from '../api/checkTokenForOthers';
export { fetchTranslation } from '../api/translation';
export { renewOther } from '../guard/renewOther';
export { renewTokens } from '../guard/renewTokens';
export { sendWrite } from '../guard/sendWrite';
export { askWiki } from '../session/protocol';
export { tooltip } from '../ui/describe';
export { waitForUser } from '../ui/held';
export { logOut } from '../ui/logOut';
export { tellBack, tellLost } from '../ui/notices';
