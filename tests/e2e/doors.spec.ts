import { DOORS } from './doors';
import { testDoors } from './doorTests';

testDoors( DOORS.filter( ( { isOfExtension } ) => !isOfExtension ) );
