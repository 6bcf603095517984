import { DOORS } from './doors';
import { testDoors } from './doorTests';
import { testOnOwnWiki } from './fixtures';

testOnOwnWiki.use( { isFull: true } );
testDoors( DOORS.filter( ( { isOfExtension } ) => isOfExtension ) );
