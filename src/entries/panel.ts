import messages from 'i18n:panel';
import { addMessages } from '../ui/messages';

addMessages( messages );

export { openPanel } from '../ui/panel/panel';
