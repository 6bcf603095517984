import { defineConfig } from '@playwright/test';
import { launchOptions } from '../browser.mjs';

export default defineConfig( {
	testDir: '.',
	outputDir: '../../test-results',
	globalSetup: './globalSetup.ts',
	forbidOnly: !!process.env.CI,
	fullyParallel: true,
	// A machine of two cores that runs a wiki and two browsers is late now and then.
	retries: process.env.CI ? 2 : 0,
	// One more than cores: one of them always waits, for a dialog or for a session to end.
	workers: 3,
	timeout: 60000,
	expect: { timeout: 10000 },
	use: {
		browserName: 'chromium',
		launchOptions: launchOptions(),
		viewport: { width: 1280, height: 800 },
		actionTimeout: 15000,
		trace: 'on-first-retry'
	}
} );
