"""What a user can do: one file a noun, verbs as functions. The only callers of `workspace.write`.

Every action is `verb(workspace, ...) -> ChangeSet`. Wrong input raises RuleBroken with the field it concerns; nothing changes.
"""
