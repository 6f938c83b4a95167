-- The tables of 0.1.0 as it made them, with a row in each.
CREATE TABLE chats (
	chat VARCHAR(64) NOT NULL,
	language VARCHAR(8) NOT NULL,
	comments BOOLEAN NOT NULL,
	introduced BOOLEAN NOT NULL,
	gone BOOLEAN NOT NULL,
	PRIMARY KEY (chat)
);
CREATE TABLE answers (
	chat VARCHAR(64) NOT NULL,
	message INTEGER NOT NULL,
	question INTEGER NOT NULL,
	topic INTEGER NOT NULL,
	asker VARCHAR(64) NOT NULL,
	asked VARCHAR(64) NOT NULL,
	reply VARCHAR(64) NOT NULL,
	pack VARCHAR(32) NOT NULL,
	version VARCHAR(16) NOT NULL,
	language VARCHAR(8) NOT NULL,
	facts TEXT NOT NULL,
	conversation TEXT NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	PRIMARY KEY (chat, message)
);
CREATE INDEX answers_question ON answers (chat, question);
CREATE INDEX answers_asker ON answers (asker, chat, topic, at);
CREATE INDEX answers_topic ON answers (chat, topic, at);
CREATE TABLE feedback (
	chat VARCHAR(64) NOT NULL,
	message INTEGER NOT NULL,
	asker VARCHAR(64) NOT NULL,
	pack VARCHAR(32) NOT NULL,
	version VARCHAR(16) NOT NULL,
	fact VARCHAR(32) NOT NULL,
	good BOOLEAN NOT NULL,
	at TIMESTAMP WITH TIME ZONE NOT NULL,
	PRIMARY KEY (chat, message, asker)
);
CREATE INDEX feedback_asker ON feedback (asker);
CREATE TABLE limits (
	key VARCHAR(80) NOT NULL,
	"window" INTEGER NOT NULL,
	count INTEGER NOT NULL,
	PRIMARY KEY (key)
);
INSERT INTO chats VALUES ('-1', 'ru', true, true, false);
INSERT INTO answers VALUES
	('-1', 11, 10, 3, 'ann', 'q', 'r', 'pack', '1', 'en', 'one two',
	'{"facts": ["one", "two"], "age": 1}', '2026-01-01 12:00:00.000000+00');
INSERT INTO feedback VALUES
	('-1', 11, 'ann', 'pack', '1', 'one', true, '2026-01-01 12:00:00.000000+00');
INSERT INTO limits VALUES ('ann', 1, 3);
