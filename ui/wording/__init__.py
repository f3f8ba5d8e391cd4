"""Every German text of the screens, in one place: Sie-Form, short, concrete; one module for each capability.

Texts with braces are filled with str.format. Reasons for feedback, notices and problems come from the API.
"""
