"""SARIF 2.1.0: the report for code scanners, editors and archives."""
