CREATE TRIGGER log_it AFTER INSERT ON logs WHEN new.line = 'all' BEGIN UPDATE users SET age = 0 WHERE id = 2; END;
