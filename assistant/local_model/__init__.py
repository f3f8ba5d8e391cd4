"""The chat model on this machine: it reads and writes in a process of its own, behind the OpenAI protocol."""
