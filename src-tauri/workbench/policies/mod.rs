//! Policy versions in the file.
