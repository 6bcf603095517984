/** What QUnit tells of a finished test, perhaps from inside a page. */
interface TestReport {
	name: string;
	status: string;
	errors: string[];
}

// eslint-disable-next-line no-var -- only that way it is one of globalThis
declare var reportTest: ( test: TestReport ) => void;

/** QUnit's own events, which its type definitions leave out: https://qunitjs.com/api/callbacks/QUnit.on/ */
interface QUnit {
	on( event: 'error', listener: ( error: unknown ) => void ): void;
	on( event: 'testEnd', listener: ( test: {
		fullName: string[];
		status: string;
		errors: { message?: string; actual: unknown; expected: unknown; stack?: string }[];
	} ) => void ): void;
	on( event: 'runEnd', listener: ( run: { testCounts: { passed: number; failed: number } } ) => void ): void;
}
