"""Why a program is as it is: `rekindle explain`."""
