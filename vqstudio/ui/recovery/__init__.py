"""What a crash must not take away: kept while it is edited, offered at the next start."""
