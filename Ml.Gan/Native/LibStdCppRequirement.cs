// The build compiles this file too, as an inline task (buildTransitive/Ml.Gan.targets), for which MSBuild takes one
// source without implicit usings, spans or the nullable context of a project.
#nullable enable
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Ml.Gan.Native;

/// <summary>What a shared library needs of libstdc++ and a given libstdc++ lacks: versions and their symbols.</summary>
internal sealed class LibStdCppRequirement
{
    /// <summary>The name that programs know libstdc++ by.</summary>
    public const string LibStdCpp = "libstdc++.so.6";

    /// <summary>What GCC 13's headers refer to so that a new enough libstdc++ is linked; nothing calls it.</summary>
    private const string LinkMarker = "_ZSt21ios_base_library_initv";

    private static readonly string[] s_wellKnownFolders =
        ["/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib", "/lib"];

    private readonly string _library;
    private readonly string _libStdCpp;
    private readonly ElfSymbolVersions _versions;
    private readonly NeededVersion[] _missing;

    private LibStdCppRequirement(string library, string libStdCpp)
    {
        _library = library;
        _libStdCpp = libStdCpp;
        _versions = ElfSymbolVersions.Read(library);
        var needed = _versions.Needed().Where(version => version.Library == LibStdCpp && !version.IsWeak).ToArray();
        var defined = needed.Length == 0 ? [] : new HashSet<string>(ElfSymbolVersions.Read(libStdCpp).Defined());
        _missing = needed.Where(version => !defined.Contains(version.Name)).ToArray();
        MissingSymbols = _missing.SelectMany(version => _versions.UndefinedSymbols(version.Index))
            .Where(symbol => symbol != LinkMarker).ToArray();
    }

    /// <summary>Whether the library loads with this libstdc++ as it is.</summary>
    public bool IsMet => _missing.Length == 0;

    /// <summary>The names of symbols that the library can't do without.</summary>
    public IReadOnlyList<string> MissingSymbols { get; }

    /// <summary>What is needed and what there is, in a sentence.</summary>
    public string Description =>
        $"'{_library}' needs {string.Join(", ", _missing.Select(version => version.Name))} of {LibStdCpp}, "
        + $"which '{_libStdCpp}' lacks";

    public static LibStdCppRequirement Of(string library, string libStdCpp) => new(library, libStdCpp);

    /// <summary>The libstdc++ that this process runs with, or null where there is none.</summary>
    public static string? FindLibStdCpp() =>
        MappedFiles().Where(IsLibStdCpp).Concat(s_wellKnownFolders.Select(folder => Path.Combine(folder, LibStdCpp)))
            .FirstOrDefault(File.Exists);

    /// <summary>The files that are mapped into this process.</summary>
    public static IEnumerable<string> MappedFiles()
    {
        const string Maps = "/proc/self/maps";
        return File.Exists(Maps)
            ? File.ReadAllLines(Maps).Select(line => line.Split(['/'], 2)).Where(parts => parts.Length == 2)
                .Select(parts => "/" + parts[1]).Distinct()
            : [];
    }

    /// <summary>The library's content, made to load without the versions that are missing.</summary>
    public byte[] Marked()
    {
        if (MissingSymbols.Count > 0)
        {
            throw new InvalidOperationException(
                $"{Description}, and it uses symbols of that version: {string.Join(", ", MissingSymbols)}. "
                + "Expected at most the link marker of GCC 13. "
                + "Use a system with a newer libstdc++, such as Debian 13 or Ubuntu 24.04.");
        }
        return _versions.WithWeak(_missing);
    }

    /// <summary>Writes <see cref="Marked"/> so that no one ever sees a part of it.</summary>
    public static void Write(byte[] content, string destination)
    {
        string temporary = $"{destination}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, content);
            try
            {
                File.Move(temporary, destination);
            }
            catch (IOException) when (File.Exists(destination))
            {
                File.Replace(temporary, destination, destinationBackupFileName: null);
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static bool IsLibStdCpp(string file) =>
        Path.GetFileName(file).StartsWith(LibStdCpp, StringComparison.Ordinal);

    /// <summary>A version that a library needs of another.</summary>
    private sealed class NeededVersion
    {
        public NeededVersion(string library, string name, int index, int flags, long flagsOffset)
        {
            Library = library;
            Name = name;
            Index = index;
            FlagsOffset = flagsOffset;
            IsWeak = (flags & ElfSymbolVersions.WeakFlag) != 0;
        }

        public string Library { get; }

        public string Name { get; }

        /// <summary>What stands for the version in the table of the symbols' versions.</summary>
        public int Index { get; }

        public bool IsWeak { get; }

        public long FlagsOffset { get; }
    }

    /// <summary>The symbol versions of an ELF64 little-endian file, by its section headers.</summary>
    private sealed class ElfSymbolVersions
    {
        /// <summary>VER_FLG_WEAK: the dynamic loader goes on where the version is missing.</summary>
        public const int WeakFlag = 2;

        private const int HeaderSize = 64, SectionHeaderSize = 64, SymbolSize = 24;
        private const uint DynSym = 11, VerDef = 0x6ffffffd, VerNeed = 0x6ffffffe, VerSym = 0x6fffffff;

        private readonly string _file;
        private readonly byte[] _bytes;
        private readonly List<Section> _sections = [];

        private ElfSymbolVersions(string file, byte[] bytes)
        {
            _file = file;
            _bytes = bytes;
            ReadSections();
        }

        public static ElfSymbolVersions Read(string file) => new(file, File.ReadAllBytes(file));

        /// <summary>The names of the versions that the file defines.</summary>
        public IEnumerable<string> Defined()
        {
            if (Find(VerDef) is not { } section)
                yield break;
            long definition = section.Offset;
            for (uint i = 0; i < section.Info; i++)
            {
                yield return Text(section, UInt32(definition + UInt32(definition + 12)));
                uint next = UInt32(definition + 16);
                if (next == 0)
                    yield break;
                definition += next;
            }
        }

        /// <summary>The versions that the file needs of other libraries.</summary>
        public IEnumerable<NeededVersion> Needed()
        {
            if (Find(VerNeed) is not { } section)
                yield break;
            long need = section.Offset;
            for (uint i = 0; i < section.Info; i++)
            {
                string library = Text(section, UInt32(need + 4));
                long auxiliary = need + UInt32(need + 8);
                int count = UInt16(need + 2);
                for (int j = 0; j < count; j++)
                {
                    string name = Text(section, UInt32(auxiliary + 8));
                    int flags = UInt16(auxiliary + 4), index = UInt16(auxiliary + 6);
                    yield return new NeededVersion(library, name, index, flags, auxiliary + 4);
                    auxiliary += UInt32(auxiliary + 12);
                }
                uint next = UInt32(need + 12);
                if (next == 0)
                    yield break;
                need += next;
            }
        }

        /// <summary>The names of the undefined symbols that are bound to a version.</summary>
        public IEnumerable<string> UndefinedSymbols(int versionIndex)
        {
            const int IndexBits = 0x7fff, Undefined = 0;
            var symbols = Find(DynSym) ?? throw Bad("it needs symbol versions but has no dynamic symbols (.dynsym)");
            var versions = Find(VerSym)
                ?? throw Bad("it needs symbol versions but has no table of them (.gnu.version)");
            long count = symbols.Size / SymbolSize;
            if (versions.Size / 2 != count)
                throw Bad($"it has {count} dynamic symbols and {versions.Size / 2} versions of them, expected as many");
            for (long i = 0; i < count; i++)
            {
                long symbol = symbols.Offset + i * SymbolSize;
                if ((UInt16(versions.Offset + 2 * i) & IndexBits) == versionIndex && UInt16(symbol + 6) == Undefined)
                    yield return Text(symbols, UInt32(symbol));
            }
        }

        /// <summary>The file's bytes, with these versions needed weakly.</summary>
        public byte[] WithWeak(IEnumerable<NeededVersion> versions)
        {
            byte[] marked = (byte[])_bytes.Clone();
            foreach (var version in versions)
                marked[version.FlagsOffset] |= WeakFlag;
            return marked;
        }

        private void ReadSections()
        {
            const int Class64 = 2, LittleEndian = 1;
            if (_bytes.Length < 6 || _bytes[0] != 0x7f || _bytes[1] != 'E' || _bytes[2] != 'L' || _bytes[3] != 'F')
                throw Bad("it doesn't begin as an ELF file does");
            if (_bytes[4] != Class64 || _bytes[5] != LittleEndian)
            {
                throw Bad($"its class is {_bytes[4]} and its byte order {_bytes[5]}, "
                    + $"expected {Class64} (64 bits) and {LittleEndian} (little endian)");
            }
            Check(0, HeaderSize);
            long offset = Offset(40);
            int size = UInt16(58), count = UInt16(60);
            if (count == 0 || size != SectionHeaderSize)
                throw Bad($"it has {count} section headers of {size} bytes, expected some of {SectionHeaderSize}");
            for (int i = 0; i < count; i++, offset += size)
            {
                Check(offset, size);
                uint type = UInt32(offset + 4), link = UInt32(offset + 40), info = UInt32(offset + 44);
                _sections.Add(new Section(type, Offset(offset + 24), Offset(offset + 32), link, info));
            }
        }

        private Section? Find(uint type)
        {
            var section = _sections.Find(candidate => candidate.Type == type);
            if (section != null)
                Check(section.Offset, section.Size);
            return section;
        }

        /// <summary>A text of the string table that belongs to a section.</summary>
        private string Text(Section section, uint index)
        {
            if (section.Link >= _sections.Count)
                throw Bad($"a section's strings are in section {section.Link} of {_sections.Count}");
            var strings = _sections[(int)section.Link];
            Check(strings.Offset, strings.Size);
            int end = index < strings.Size
                ? Array.IndexOf(_bytes, (byte)0, (int)(strings.Offset + index), (int)(strings.Size - index))
                : -1;
            if (end < 0)
                throw Bad($"string {index} is not inside its table of {strings.Size} bytes");
            int start = (int)(strings.Offset + index);
            return Encoding.UTF8.GetString(_bytes, start, end - start);
        }

        private int UInt16(long offset)
        {
            Check(offset, 2);
            return _bytes[offset] | _bytes[offset + 1] << 8;
        }

        private uint UInt32(long offset) => (uint)UInt16(offset) | (uint)UInt16(offset + 2) << 16;

        /// <summary>A 64-bit number that counts bytes of the file.</summary>
        private long Offset(long offset)
        {
            ulong value = UInt32(offset) | (ulong)UInt32(offset + 4) << 32;
            return value <= long.MaxValue ? (long)value : throw Bad($"it refers to byte {value}");
        }

        private void Check(long offset, long size)
        {
            if (offset > _bytes.Length || size > _bytes.Length - offset)
                throw Bad($"it has {_bytes.Length} bytes, expected {size} from byte {offset} on");
        }

        private InvalidDataException Bad(string reason) => new(
            $"'{_file}' is no ELF shared library that can be read: {reason}. "
            + "Restore the package that it comes from again.");

        private sealed class Section
        {
            public Section(uint type, long offset, long size, uint link, uint info)
            {
                Type = type;
                Offset = offset;
                Size = size;
                Link = link;
                Info = info;
            }

            public uint Type { get; }

            public long Offset { get; }

            public long Size { get; }

            public uint Link { get; }

            public uint Info { get; }
        }
    }
}

#if !NET
/// <summary>Writes a copy of libLibTorchSharp.so that this system's libstdc++ suffices for.</summary>
public sealed class MarkLibTorchSharp : Microsoft.Build.Utilities.Task
{
    [Microsoft.Build.Framework.Required]
    public string Library { get; set; } = "";

    /// <summary>Where the copy goes; there is none where none is needed.</summary>
    [Microsoft.Build.Framework.Required]
    public string Destination { get; set; } = "";

    /// <summary>A file that is written when the copy, or that none is needed, has been settled.</summary>
    [Microsoft.Build.Framework.Required]
    public string Stamp { get; set; } = "";

    public override bool Execute()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Destination)));
            File.WriteAllText(Stamp, Mark() + "\n");
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or InvalidOperationException
            or UnauthorizedAccessException)
        {
            string message = problem.Message
                + " TorchSharp will not load here; MlGanMarkLibTorchSharp=false silences this.";
            Log.LogWarning(null, "MLGAN001", null, null, 0, 0, 0, 0, message);
        }
        return true;
    }

    private string Mark()
    {
        File.Delete(Destination);
        string? libStdCpp = LibStdCppRequirement.FindLibStdCpp();
        if (libStdCpp == null)
            return "There is no libstdc++ to compare with.";
        var requirement = LibStdCppRequirement.Of(Library, libStdCpp);
        if (requirement.IsMet)
            return "'" + libStdCpp + "' has all that is needed.";
        LibStdCppRequirement.Write(requirement.Marked(), Destination);
        string done = requirement.Description
            + ": the program gets a copy that doesn't insist on it (MlGanMarkLibTorchSharp=false turns this off).";
        Log.LogMessage(Microsoft.Build.Framework.MessageImportance.High, "Ml.Gan: " + done);
        return done;
    }
}
#endif
