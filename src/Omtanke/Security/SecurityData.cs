using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Omtanke.Data;
using Omtanke.Organisation;

namespace Omtanke.Security;

/// <summary>The tables of accounts, sessions, keys and the log of openings.</summary>
public static class SecurityData
{
    extension(Database db)
    {
        public DbSet<Account> Accounts => db.Set<Account>();
        public DbSet<Session> Sessions => db.Set<Session>();
        public DbSet<KnownDevice> KnownDevices => db.Set<KnownDevice>();
        public DbSet<EntryCode> EntryCodes => db.Set<EntryCode>();
        public DbSet<DataKey> DataKeys => db.Set<DataKey>();
        public DbSet<Opening> Openings => db.Set<Opening>();
        public DbSet<OpeningOwner> OpeningOwners => db.Set<OpeningOwner>();
        public DbSet<ChainLink> OpeningChain => db.Set<ChainLink>();
        public DbSet<ChainAnchor> OpeningAnchors => db.Set<ChainAnchor>();
        public DbSet<Tombstone> Tombstones => db.Set<Tombstone>();
    }

    private sealed class Mapping :
        IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<IdentityUserClaim<Guid>>, IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
        IEntityTypeConfiguration<IdentityUserToken<Guid>>, IEntityTypeConfiguration<IdentityUserPasskey<Guid>>, IEntityTypeConfiguration<Session>,
        IEntityTypeConfiguration<EntryCode>, IEntityTypeConfiguration<DataKey>, IEntityTypeConfiguration<Opening>, IEntityTypeConfiguration<OpeningOwner>,
        IEntityTypeConfiguration<Tombstone>, IEntityTypeConfiguration<KnownDevice>, IEntityTypeConfiguration<ChainLink>, IEntityTypeConfiguration<ChainAnchor>
    {
        public void Configure(EntityTypeBuilder<Account> builder)
        {
            builder.ToTable("accounts");
            builder.HasOne<Person>().WithOne().HasForeignKey<Account>(account => account.Id);
            builder.Property(account => account.ConcurrencyStamp).IsConcurrencyToken();
            builder.Ignore(account => account.UserName).Ignore(account => account.NormalizedUserName).Ignore(account => account.NormalizedEmail)
                .Ignore(account => account.EmailConfirmed).Ignore(account => account.PhoneNumber).Ignore(account => account.PhoneNumberConfirmed)
                .Ignore(account => account.TwoFactorEnabled).Ignore(account => account.LockoutEnd).Ignore(account => account.LockoutEnabled)
                .Ignore(account => account.AccessFailedCount);
        }

        public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder)
        {
            builder.ToTable("account_claims");
            builder.Property(claim => claim.Id).UseIdentityByDefaultColumn();
        }

        public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) =>
            builder.ToTable("account_logins").HasKey(login => new { login.LoginProvider, login.ProviderKey });

        public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) =>
            builder.ToTable("account_tokens").HasKey(token => new { token.UserId, token.LoginProvider, token.Name });

        public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
        {
            builder.ToTable("account_passkeys").HasKey(passkey => passkey.CredentialId);
            builder.OwnsOne(passkey => passkey.Data, data => data.ToJson("data"));
        }

        public void Configure(EntityTypeBuilder<Session> builder) => builder.ToTable("sessions");

        public void Configure(EntityTypeBuilder<EntryCode> builder) => builder.ToTable("entry_codes");

        public void Configure(EntityTypeBuilder<DataKey> builder)
        {
            builder.ToTable("data_keys", "keys");
            builder.Property(key => key.Kind).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<Opening> builder)
        {
            builder.ToTable("openings");
            builder.Property(opening => opening.Id).UseIdentityAlwaysColumn();
            builder.Property(opening => opening.Kind).HasConversion<string>();
            builder.Property(opening => opening.Operation).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<OpeningOwner> builder)
        {
            builder.ToTable("opening_owners").HasKey(owner => new { owner.Record, owner.Kind, owner.Person });
            builder.Property(owner => owner.Kind).HasConversion<string>();
        }

        public void Configure(EntityTypeBuilder<KnownDevice> builder) =>
            builder.ToTable("known_devices").HasKey(device => new { device.SecretHash, device.Person });

        public void Configure(EntityTypeBuilder<ChainLink> builder)
        {
            builder.ToTable("opening_chain").HasKey(link => link.Link);
            builder.Property(link => link.Link).UseIdentityAlwaysColumn();
        }

        public void Configure(EntityTypeBuilder<ChainAnchor> builder)
        {
            builder.ToTable("opening_anchors").HasKey(anchor => anchor.Link);
            builder.Property(anchor => anchor.Link).ValueGeneratedNever();
        }

        public void Configure(EntityTypeBuilder<Tombstone> builder) => builder.ToTable("tombstones").HasKey(stone => new { stone.Record, stone.Kind });
    }

    /// <summary>Maps a sealed text to its bytes; nothing is opened on the way.</summary>
    public static void IsSealed(this PropertyBuilder property) =>
        property.HasConversion(new ValueConverter<Sealed<string>, byte[]>(text => text.Bytes, bytes => new Sealed<string>(bytes)));
}
