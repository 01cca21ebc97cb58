"""What things are: enums, life-cycles, rules and frozen values. Standard library only."""
