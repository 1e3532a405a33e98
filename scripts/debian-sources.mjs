/** Sources of real projects, from Debian's source packages: fetched when they are needed, never committed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this machine can fetch at all. @returns the names of tools that are missing */
export function missingTools() {
  return ['apt-get', 'tar'].filter((tool) => spawnSync(tool, ['--version']).status !== 0);
}

/**
 * The unpacked sources of a Debian source package beneath `work`, fetched unless they are there.
 * @throws when a command fails
 */
export function fetchSources(name, work) {
  const directory = join(work, 'src', name);
  const unpacked = () =>
    existsSync(directory) && readdirSync(directory, { withFileTypes: true }).find((entry) => entry.isDirectory());
  if (!unpacked()) {
    const apt = join(work, 'apt');
    for (const folder of [directory, join(apt, 'lists'), join(apt, 'cache'), join(apt, 'parts')])
      mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(apt, 'parts', 'sources.sources'),
      'Types: deb-src\nURIs: http://deb.debian.org/debian\nSuites: stable\nComponents: main\n' +
        'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n',
    );
    const options = [
      ['Dir::Etc::sourcelist', '/dev/null'],
      ['Dir::Etc::sourceparts', join(apt, 'parts')],
      ['Dir::State::lists', join(apt, 'lists')],
      ['Dir::Cache', join(apt, 'cache')],
    ].flatMap(([key, value]) => ['-o', `${key}=${value}`]);
    must('apt-get', [...options, '-qq', 'update'], directory);
    must('apt-get', [...options, '-qq', 'source', '--download-only', name], directory);
    const archive = readdirSync(directory).find((file) => /\.orig\.tar\./.test(file));
    must('tar', ['xf', archive], directory);
  }
  return join(directory, unpacked().name);
}

function must(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(`${command} ${args.join(' ')} ended with status ${status}\n${stdout ?? ''}${stderr ?? ''}`);
}
