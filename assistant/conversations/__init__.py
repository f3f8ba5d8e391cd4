"""What a person asked and was answered: conversations, their history and its deletion."""
