using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Omtanke.Security;

/// <summary>
/// The framework's Data Protection keys (they protect short-lived cookies, never anybody's text): in the database so that every node shares them,
/// and sealed with the key file so that the database alone is worth nothing.
/// </summary>
internal sealed class ProtectionKeys(NpgsqlDataSource source) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = source.CreateCommand("select xml from protection_keys order by name");
        using var reader = command.ExecuteReader();
        var all = new List<XElement>();
        while (reader.Read())
            all.Add(XElement.Parse(reader.GetString(0)));
        return all;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = source.CreateCommand("insert into protection_keys (name, xml) values ($1, $2) on conflict (name) do update set xml = excluded.xml");
        command.Parameters.Add(new() { Value = friendlyName });
        command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }

    /// <summary>Tells Data Protection where and how.</summary>
    internal sealed class Setting(NpgsqlDataSource source, IKeyRing ring) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options) => (options.XmlRepository, options.XmlEncryptor) = (new ProtectionKeys(source), new Sealer(ring));
    }

    private static readonly byte[] Place = Encoding.ASCII.GetBytes("protection key");

    private static Lockbox Box(IKeyRing ring) => new(ring.Derive("data protection"));

    private sealed class Sealer(IKeyRing ring) : IXmlEncryptor
    {
        public EncryptedXmlInfo Encrypt(XElement plaintextElement)
        {
            var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
            var closed = Box(ring).Close(plain, Place);
            CryptographicOperations.ZeroMemory(plain);
            return new(new XElement("sealed", Convert.ToBase64String(closed)), typeof(Opener));
        }
    }

    /// <summary>Named in each stored key; the framework makes it by itself.</summary>
    internal sealed class Opener(IServiceProvider services) : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) => XElement.Parse(
            Encoding.UTF8.GetString(Box(services.GetRequiredService<IKeyRing>()).Open(Convert.FromBase64String(encryptedElement.Value), Place)));
    }
}
