"""Why a plan is as it is: where each piece of content is, what differs, and what other answers would change."""
